"""torch's list of modules, which tells a type checker what it holds; at run time it is torch's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar, overload

from torch import nn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Held = TypeVar("Held", bound=nn.Module)

    class Modules(nn.ModuleList, Generic[Held]):
        """Modules of one type, in order."""

        def __init__(self, modules: Iterable[Held] = ()) -> None: ...

        def __iter__(self) -> Iterator[Held]: ...

        @overload
        def __getitem__(self, idx: slice) -> Modules[Held]: ...

        @overload
        def __getitem__(self, idx: int) -> Held: ...

        def __getitem__(self, idx: int | slice) -> Held | Modules[Held]: ...

else:
    Modules = nn.ModuleList
