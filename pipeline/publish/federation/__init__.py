"""Several councils' databases and the index over them as one site: the index at its root, every council below its own name."""

from pipeline.publish.federation.site import house_federation, public_federation

__all__ = ["house_federation", "public_federation"]
