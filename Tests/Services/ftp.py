# FTP servers for tests: ftp.py FOLDER PORT IMPLICIT_TLS_PORT OLD_PORT CERTIFICATE KEY
import os
import sys

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler, TLS_DTPHandler, TLS_FTPHandler
from pyftpdlib.ioloop import IOLoop
from pyftpdlib.servers import FTPServer

folder, port, secure, old, certificate, key = sys.argv[1:]
# The handler of TLS wants both in one file.
both = os.path.join(os.path.dirname(folder), "both.pem")
with open(both, "w") as file:
    file.write(open(key).read() + open(certificate).read())
authorizer = DummyAuthorizer()
authorizer.add_user("robot", "correct horse", folder, perm="elradfmw")


class Data(TLS_DTPHandler):
    def readable(self):
        # A client may begin with TLS before it says what is to be transferred, which the server takes for the end.
        return super().readable() if self._initialized else self._ssl_accepting


class Explicit(TLS_FTPHandler):
    certfile = both
    dtp_handler = Data

    @classmethod
    def get_ssl_context(cls):
        # Clients go on with the session of the control connection, which OpenSSL refuses in a server without a name for it.
        context = super().get_ssl_context()
        context.set_session_id(b"moonflow")
        return context


class Implicit(Explicit):
    def handle(self):
        self.secure_connection(self.get_ssl_context())

    def handle_ssl_established(self):
        FTPHandler.handle(self)


class Old(FTPHandler):
    proto_cmds = {name: what for name, what in FTPHandler.proto_cmds.items() if name not in ("MLSD", "MLST")}


loop = IOLoop.instance()
for handler, number in ((Explicit, port), (Implicit, secure), (Old, old)):
    handler.authorizer = authorizer
    handler.banner = "files for tests"
    FTPServer(("127.0.0.1", int(number)), handler, ioloop=loop)
loop.loop(blocking=True)
