"""The HTTP edge: routes, who may connect, security headers, the landing page."""
