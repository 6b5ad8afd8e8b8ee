# The site under gunicorn; the same image runs the worker with another command:
#   docker run … renran celery -A cms worker --beat
# Settings come from the environment, see .env.example.

FROM python:3.11-slim AS packages
RUN python -m venv /opt/venv
COPY requirements.txt /tmp/requirements.txt
RUN /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check \
    --requirement /tmp/requirements.txt

FROM python:3.11-slim
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=cms.settings.production \
    VAR_DIR=/app/var \
    BIND=0.0.0.0 \
    PORT=8000
RUN useradd --system --create-home --uid 10001 renran \
    && install --directory --owner=renran --group=renran /app /app/var
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY . .
# Hashed and compressed here, once, and owned by root: the site cannot change its
# own code. The values only let the settings load; none of them stays in the image.
RUN SECRET_KEY=only-for-this-step-0123456789-0123456789-0123456789-0123456789 \
    ALLOWED_HOSTS=build.example SITE_URL=https://build.example DATABASE_URL=sqlite:///:memory: \
    python manage.py collectstatic --noinput --verbosity 0
USER renran
VOLUME /app/var
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "deploy/healthcheck.py"]
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "cms.wsgi:application"]
