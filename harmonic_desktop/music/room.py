"""The room that music sounds in: its answer to a sound, laid over the sound block by block."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import exp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .sound import Frames
from .timbres import Mono

ROOM_S = 1.7
"""How long the room is heard after a sound."""
EARLY_S = 0.012
FALLS = 7.0
"""E-folds of its answer."""
LEVEL = 0.9
SEED = 20_260

Spectrum = NDArray[np.complex64]


def spectrum_of(sent: Mono) -> Spectrum:
    """That of a block of sound and as much silence, for `heard_in_room`."""
    return np.fft.rfft(sent, 2 * len(sent)).astype(np.complex64, copy=False)


def blocks_heard(rate: int, block: int) -> int:
    """Of how many blocks, the last one too, something is heard in one."""
    return len(_parts(rate, block))


def heard_in_room(lately: Sequence[Spectrum | None], rate: int, block: int) -> Frames | None:
    """What a room adds to a block: `lately` are the spectra of what was sent into it, of the block itself first.

    None where all was silent.
    """
    total: NDArray[np.complex64] | None = None
    for part, spectrum in zip(_parts(rate, block), lately, strict=False):
        if spectrum is not None and total is None:
            total, heard = part * spectrum, np.empty_like(part)
        elif spectrum is not None:
            total += np.multiply(part, spectrum, out=heard)
    if total is None:
        return None
    # Overlap-save: the second half of a circular convolution is free of what wraps around.
    return np.fft.irfft(total, 2 * block, axis=1)[:, block:].T.astype(np.float32, copy=False)


@lru_cache(maxsize=4)
def _parts(rate: int, block: int) -> list[Spectrum]:
    """The spectra that those of the blocks are multiplied by, (2 sides, block + 1): from the latest to the earliest.

    A block is heard through the part of the answer that fits it, and as the block before through the next part; that a
    sound lies half a circle later turns the sign of every other frequency.
    """
    answer = _response(rate)
    spectra = [
        np.fft.rfft(answer[:, begin : begin + block], 2 * block, axis=1) for begin in range(0, answer.shape[1], block)
    ]
    turned = np.where(np.arange(block + 1) % 2, -1.0, 1.0)
    nothing = np.zeros_like(spectra[0])
    own, later = [*spectra, nothing], [nothing, *spectra]
    return [(turned * now + before).astype(np.complex64) for now, before in zip(own, later, strict=True)]


def _response(rate: int) -> NDArray[np.float64]:
    """What is heard of one click, on both sides."""
    count = round(ROOM_S * rate)
    time = np.arange(count) / rate
    noise = np.random.Generator(np.random.PCG64(SEED)).standard_normal((count, 2)).T
    falling = (np.exp(-time * FALLS / ROOM_S) - exp(-FALLS)) * (time > EARLY_S)
    spectrum = np.fft.rfft(noise * falling, axis=1)
    hertz = np.fft.rfftfreq(count, 1 / rate)
    spectrum *= _colour(hertz)
    answer = np.fft.irfft(spectrum, count, axis=1)
    return np.asarray(answer * LEVEL / np.sqrt((answer**2).sum(axis=1, keepdims=True)))


def _colour(hertz: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """Air and walls take the high tones, and a room without deep ones is clearer."""
    return np.asarray(1.0 / (1.0 + (hertz / 4500.0) ** 2) * (hertz / 180.0) / (1.0 + hertz / 180.0))


@lru_cache(maxsize=4)
def power_of(rate: int) -> float:
    """How much of the power of music that was sent into it comes from the room on either side, where most tones lie."""
    every, tones = np.linspace(0, rate / 2, 1000), np.geomspace(200.0, 1500.0, 50)
    return float(LEVEL**2 * (_colour(tones) ** 2).mean() / (_colour(every) ** 2).mean())
