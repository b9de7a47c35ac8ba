"""Why an upload is not taken, in whole sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minassa.core.errors import Sorry


class NotAccepted(Sorry):
    """The file is not one of those the product keeps."""

    code = "file_not_accepted"


EMPTY = _("This file is empty. Choose it again, or save it anew on your device first.")
UNKNOWN = _(
    "This is not a picture or film that Minassa knows, whatever its name says. "
    "Choose a JPEG, PNG, GIF, WebP or HEIC picture, or an MP4 or MOV film."
)
BROKEN = _(
    "This file is damaged or was cut short on its way. Send it again, or save it anew from the app that made it."
)
PICTURE_TOO_LARGE = _("This picture is larger than 30 MB. Save a smaller copy and choose that one.")
FILM_TOO_LARGE = _(
    "This film is larger than 300 MB. Make it shorter, or save it at a lower quality, and choose that one."
)
TOO_MANY_PIXELS = _("This picture is larger than 60 megapixels. Save a smaller copy and choose that one.")
TOO_MANY_FRAMES = _("This animation is too long to be handled. Shorten it, or save it as an MP4 film.")
FILM_WITHOUT_PICTURE = _(
    "This film has no moving picture in it. Choose a film with pictures; sound alone cannot be published."
)
NO_PAPER = _("A receipt is a picture or a PDF, and this file is neither, whatever its name says. Choose another file.")
PAPER_TOO_LARGE = _("This file is larger than 15 MB. Scan it at a lower quality, or take a picture of it.")
