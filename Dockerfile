# One image, one process, no root. Socket Mode with SLACK_APP_TOKEN, HTTP on port 3000 without.
#   docker build -t groundswell . && docker run --env-file .env -v groundswell:/data groundswell
FROM python:3.13.9-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL=sqlite:////data/groundswell.sqlite3 \
    PORT=3000

WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock \
 && python -m compileall -q /usr/local/lib/python3.13/site-packages \
 && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin groundswell \
 && install -d -o groundswell -g groundswell /data

COPY pyproject.toml app.py ./
COPY migrations ./migrations
COPY bot ./bot
RUN PYTHONDONTWRITEBYTECODE= python -m compileall -q app.py bot migrations

USER groundswell
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s --retries=3 \
    CMD ["python", "app.py", "health"]
STOPSIGNAL SIGTERM
CMD ["python", "app.py"]
