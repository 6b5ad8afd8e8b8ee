"""What browsers may do with our pages, and who else may ask the API."""

from csp.constants import NONE, SELF, UNSAFE_INLINE

from cms.settings.environment import S3_ENDPOINT_URL, env

# Where pictures of the site itself lie, if not here; texts may show any over HTTPS.
PICTURES = [SELF, "data:", "blob:", "https:", *filter(None, [S3_ENDPOINT_URL])]

# https://www.w3.org/TR/CSP3/: pages run and are dressed by files of ours, nothing else.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": PICTURES,
        "media-src": PICTURES,
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "frame-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# Wagtail's editor writes scripts and styles into its markup (none of them evaluates
# text, none comes from elsewhere), and shows pages of ours in frames.
ADMIN_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "font-src": [SELF, "data:"],
    "frame-ancestors": [SELF],
}
# An answer for programs: whoever opens it in a browser runs nothing.
API_POLICY = {"default-src": [NONE], "frame-ancestors": [NONE]}

# https://www.w3.org/TR/permissions-policy/: what a page of ours never asks for, it
# cannot be made to ask for.
_NEVER = (
    "accelerometer autoplay browsing-topics camera "
    "display-capture encrypted-media gamepad geolocation gyroscope hid idle-detection "
    "local-fonts magnetometer microphone midi otp-credentials payment "
    "screen-wake-lock serial usb xr-spatial-tracking"
).split()
_OURSELVES = (
    "clipboard-write fullscreen publickey-credentials-create publickey-credentials-get"
).split()
PERMISSIONS_POLICY: dict[str, list[str] | str] = {
    **{name: [] for name in _NEVER},
    **dict.fromkeys(_OURSELVES, "self"),
}

# https://fetch.spec.whatwg.org/#http-cors-protocol: front ends elsewhere, by token.
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOWED_ORIGINS = env.list("CORS_ALLOWED_ORIGINS", default=[])
CORS_ALLOW_CREDENTIALS = False
CORS_PREFLIGHT_MAX_AGE = 86_400
CORS_EXPOSE_HEADERS = ["ETag", "Last-Modified", "Location", "Retry-After"]
