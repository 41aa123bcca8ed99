"""A request that can't be made out is answered: whoever sent it would else wait for ever."""

from typing import Any

from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol


class AnsweredError(JsonRpcException):
    """A request could not be made out, and its sender was told."""


class AnsweringProtocol(LanguageServerProtocol):
    """The protocol, where a request with a number gets an answer whatever stands in it."""

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
