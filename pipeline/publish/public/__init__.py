"""The site as it stands on the open internet: nobody is known, nothing can be written, and every question is bounded."""

from pipeline.publish.public.database import PublicDatabase, is_public
from pipeline.publish.public.site import PublicSite, public_site

__all__ = ["PublicDatabase", "PublicSite", "is_public", "public_site"]
