"""A request that can't be made out is answered: whoever sent it would else wait for ever."""

from collections.abc import Generator
from typing import Any

from lsprotocol import types as t
from pygls.exceptions import JsonRpcException, JsonRpcInvalidRequest, JsonRpcServerNotInitialized
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method


class AnsweredError(JsonRpcException):
    """A request could not be made out, and its sender was told."""


class AnsweringProtocol(LanguageServerProtocol):
    """The protocol, where a request with a number gets an answer whatever stands in it, and whenever it comes."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message as what it is. Raises `JsonRpcException`."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            name = data.get("id")
            if "method" not in data or isinstance(name, bool) or not isinstance(name, int | str):
                raise
            self._send_response(name, error=error.to_response_error())
            raise AnsweredError(error.message) from error

    def handle_message(self, message: Any) -> None:
        """Does what a message asks for, or says that it is not the time for it."""
        method, number = getattr(message, "method", None), getattr(message, "id", None)
        if method is None or number is None:
            super().handle_message(message)
        elif self._shutdown:
            self._send_response(number, error=JsonRpcInvalidRequest().to_response_error())
        elif self._workspace is None and method != t.INITIALIZE:
            self._send_response(number, error=JsonRpcServerNotInitialized().to_response_error())
        else:
            super().handle_message(message)

    @lsp_method(t.INITIALIZE)
    def lsp_initialize(self, params: t.InitializeParams) -> Generator[Any, Any, t.InitializeResult]:
        """Begins. Columns are counted in UTF-16, which every editor knows, whatever else one would rather have."""
        if params.capabilities.general is not None:
            params.capabilities.general.position_encodings = None
        return (yield from super().lsp_initialize(params))
