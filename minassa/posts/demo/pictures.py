"""Pictures for the posts of the demo."""

from __future__ import annotations

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from minassa.media.models import Asset
from minassa.media.uploading import upload
from minassa.people.models import Membership
from minassa.posts.demo.written import PICTURES


def draw(member: Membership, name: str) -> Asset:
    """A drawing in the colours of the goods: rows of boxes on shelves."""
    alt, (dark, middle, light) = PICTURES[name]
    image = Image.new("RGB", (1200, 900), light)
    draw = ImageDraw.Draw(image)
    for shelf in range(3):
        top = 120 + shelf * 250
        draw.rectangle((80, top + 180, 1120, top + 200), fill=dark)
        for box in range(6):
            left, drop = 100 + box * 170, (box * 37 + shelf * 53) % 60
            draw.rounded_rectangle((left, top + drop, left + 145, top + 178), 18, fill=middle if box % 2 else dark)
            draw.rounded_rectangle((left + 30, top + drop + 40, left + 115, top + drop + 72), 8, fill=light)
    kept = BytesIO()
    image.save(kept, "PNG")
    return upload(member, file=ContentFile(kept.getvalue()), name=f"{alt}.png")
