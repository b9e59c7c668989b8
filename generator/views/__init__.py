"""Views: everything that the templates print, decided. See `package`."""

from generator.views.package import PackageView, header, package_view

__all__ = ["PackageView", "header", "package_view"]
