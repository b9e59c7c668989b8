"""Views: everything that the templates print, decided. See `package`."""

from generator.views.package import PackageView, defined_in, homes, package_view

__all__ = ["PackageView", "defined_in", "homes", "package_view"]
