"""Pictures of the demonstration: calm scenes of the delta drawn from a few curves.

Drawn and not photographed, so that nobody's rights or face are in them; the same scene always
gives the same picture.
"""

from portal.demo.pictures.scenes import SCENES, Scene, picture, scene_for

__all__ = ["SCENES", "Scene", "picture", "scene_for"]
