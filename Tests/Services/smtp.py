# A mail server for tests: smtp.py FOLDER PLAIN_PORT STARTTLS_PORT TLS_PORT CERTIFICATE KEY
#
# Recipients that begin with "refused" are refused, those of the domain full.test are too large for it.
import asyncio
import base64
import email
import email.policy
import json
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

folder, plain, starttls, secure, certificate, key = sys.argv[1:]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
count = 0


def read(content):
    """The mail as another program reads it."""
    mail = email.message_from_bytes(content, policy=email.policy.default)
    parts = [
        {
            "type": part.get_content_type(),
            "name": part.get_filename(),
            "content": base64.b64encode(part.get_payload(decode=True) or b"").decode(),
        }
        for part in mail.walk()
    ]
    return {"headers": {name.lower(): str(value) for name, value in mail.items()}, "parts": parts}


class Keeper:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused"):
            return "550 5.1.1 There is no " + address
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        global count
        if any(address.endswith("@full.test") for address in envelope.rcpt_tos):
            return "452 4.2.2 The mailbox is full"
        count += 1
        name = os.path.join(folder, str(count))
        with open(name + ".to", "w") as file:
            file.write("\n".join([envelope.mail_from] + envelope.rcpt_tos) + "\n")
        with open(name + ".json", "w") as file:
            json.dump(read(envelope.content), file)
        # Under its name when it is whole.
        with open(name + ".part", "wb") as file:
            file.write(envelope.content)
        os.rename(name + ".part", name + ".eml")
        return "250 2.0.0 Kept as %d" % count


def login(server, session, envelope, mechanism, data):
    right = data.login == b"robot" and data.password == b"correct horse"
    return AuthResult(success=right, handled=False, message=None if right else "535 5.7.8 Wrong password")


def make(**options):
    return lambda: SMTP(Keeper(), hostname="localhost", data_size_limit=1_000_000, enable_SMTPUTF8=True, **options)


async def main():
    loop = asyncio.get_running_loop()
    await loop.create_server(make(), "127.0.0.1", int(plain))
    safe = dict(authenticator=login, auth_required=True)
    await loop.create_server(
        make(tls_context=context, require_starttls=True, **safe), "127.0.0.1", int(starttls))
    await loop.create_server(make(auth_require_tls=False, **safe), "127.0.0.1", int(secure), ssl=context)
    await asyncio.Event().wait()


asyncio.run(main())
