"""Hearing the story: the loudspeaker, the transport, and the playhead that runs over the views."""
