#!/usr/bin/env python3
"""A store of objects that speaks a part of the protocol of S3 and checks every signature by itself.

Usage: s3_service.py PORT ACCESS_KEY SECRET_KEY REGION

Objects are in memory. Buckets are made when something is put into them, but for one that is there already: "reports".
"""
import base64
import hashlib
import hmac
import re
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, unquote, unquote_plus
from xml.sax.saxutils import escape

PORT, ACCESS, SECRET, REGION = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
BUCKETS = {"reports": {}}


class Failure(Exception):
    def __init__(self, status, code, message):
        self.status, self.code, self.message = status, code, message


def digest(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    # What was asked for

    def fields(self):
        """Names and values of the query, as they are written and as they are meant."""
        raw = self.path.split("?", 1)[1] if "?" in self.path else ""
        written = [(part.split("=", 1) + [""])[:2] for part in raw.split("&") if part]
        return written, {unquote_plus(name): unquote_plus(value) for name, value in written}

    def place(self):
        """Bucket and key, whether the bucket is in the host or in the path."""
        path = self.path.split("?", 1)[0]
        host = self.headers["Host"].split(":")[0]
        if host.endswith(".store.test"):
            return host[: -len(".store.test")], unquote(path[1:])
        bucket, _, key = path[1:].partition("/")
        return unquote(bucket), unquote(key)

    def check(self, body):
        """Checks the signature, in the headers or in the query."""
        written, query = self.fields()
        if "X-Amz-Signature" in query:
            credential, signed = query["X-Amz-Credential"], query["X-Amz-SignedHeaders"].split(";")
            given, date, payload = query["X-Amz-Signature"], query["X-Amz-Date"], "UNSIGNED-PAYLOAD"
            token = query.get("X-Amz-Security-Token")
            written = [pair for pair in written if pair[0] != "X-Amz-Signature"]
            began = time.mktime(time.strptime(date, "%Y%m%dT%H%M%SZ")) - time.timezone
            if time.time() > began + int(query["X-Amz-Expires"]):
                raise Failure(403, "AccessDenied", "Request has expired")
        else:
            match = re.fullmatch(
                r"AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})",
                self.headers.get("Authorization", ""),
            )
            if not match:
                raise Failure(403, "AccessDenied", "Access Denied")
            credential, signed, given = match[1], match[2].split(";"), match[3]
            date, payload = self.headers["x-amz-date"], self.headers["x-amz-content-sha256"]
            token = self.headers.get("x-amz-security-token")
            if payload != "UNSIGNED-PAYLOAD" and payload != hashlib.sha256(body).hexdigest():
                raise Failure(400, "XAmzContentSHA256Mismatch", "The body is another one")
            for name in self.headers:
                if name.lower().startswith("x-amz-") and name.lower() not in signed:
                    raise Failure(403, "AccessDenied", "There were headers present which were not signed: " + name)
        access, day, region, service, end = credential.split("/")
        if access != ACCESS:
            raise Failure(403, "InvalidAccessKeyId", "The key that signed is not known")
        if (day, region, service, end) != (date[:8], REGION, "s3", "aws4_request"):
            raise Failure(400, "AuthorizationHeaderMalformed", "expecting '%s'" % REGION)
        if token not in (None, "session-token"):
            raise Failure(403, "InvalidToken", "The token is malformed")
        if "host" not in signed:
            raise Failure(403, "AccessDenied", "the host is not signed")
        canonical = "\n".join(
            [
                self.command,
                quote(unquote(self.path.split("?", 1)[0]), safe="/~"),
                "&".join(
                    "%s=%s" % pair
                    for pair in sorted((quote(unquote(n), safe="~"), quote(unquote(v), safe="~")) for n, v in written)
                ),
                "".join("%s:%s\n" % (n, " ".join(",".join(self.headers.get_all(n, [])).split())) for n in signed),
                ";".join(signed),
                payload,
            ]
        )
        text = "\n".join(
            ["AWS4-HMAC-SHA256", date, "/".join([day, region, service, end]), hashlib.sha256(canonical.encode()).hexdigest()]
        )
        key = ("AWS4" + SECRET).encode()
        for part in (day, region, service, end):
            key = digest(key, part)
        if hmac.new(key, text.encode(), hashlib.sha256).hexdigest() != given:
            raise Failure(403, "SignatureDoesNotMatch", "The signature we calculated does not match: " + text)

    # What is answered

    def answer(self, status, body=b"", headers=(), kind="application/xml"):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def handle_one(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            self.check(body)
            bucket, key = self.place()
            if key:
                getattr(self, "object_" + self.command.lower())(bucket, key, body)
            elif self.command == "GET":
                self.list(bucket)
            else:
                raise Failure(405, "MethodNotAllowed", "not here")
        except Failure as failure:
            text = "<Error><Code>%s</Code><Message>%s</Message><RequestId>1</RequestId></Error>" % (
                failure.code,
                escape(failure.message),
            )
            self.answer(failure.status, b'<?xml version="1.0" encoding="UTF-8"?>\n' + text.encode())

    do_GET = do_PUT = do_DELETE = do_HEAD = do_POST = handle_one

    def found(self, bucket, key):
        if bucket not in BUCKETS:
            raise Failure(404, "NoSuchBucket", "The specified bucket does not exist")
        if key not in BUCKETS[bucket]:
            raise Failure(404, "NoSuchKey", "The specified key does not exist.")
        return BUCKETS[bucket][key]

    def object_get(self, bucket, key, _):
        body, headers, etag = self.found(bucket, key)
        kept = [(name, value) for name, value in headers if name != "content-type"]
        kind = dict(headers).get("content-type", "binary/octet-stream")
        facts = [("ETag", '"%s"' % etag), ("Last-Modified", "Wed, 01 May 2024 10:00:00 GMT")]
        self.answer(200, body, kept + facts, kind)

    object_head = object_get

    def object_put(self, bucket, key, body):
        objects = BUCKETS.setdefault(bucket, {})
        source = self.headers.get("x-amz-copy-source")
        if source:
            name, _, place = unquote(source).lstrip("/").partition("/")
            if place == "slow":
                text = "<Error><Code>InternalError</Code><Message>We failed while we copied.</Message></Error>"
                return self.answer(200, text.encode())
            objects[key] = self.found(name, place)
            return self.answer(200, ('<CopyObjectResult><ETag>"%s"</ETag></CopyObjectResult>' % objects[key][2]).encode())
        if self.headers.get("If-None-Match") == "*" and key in objects:
            raise Failure(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold")
        kept = [
            (name.lower(), value)
            for name, value in self.headers.items()
            if name.lower() == "content-type" or name.lower().startswith("x-amz-meta-")
        ]
        etag = hashlib.md5(body).hexdigest()
        objects[key] = (body, kept, etag)
        self.answer(200, b"", [("ETag", '"%s"' % etag)])

    def object_delete(self, bucket, key, _):
        BUCKETS.get(bucket, {}).pop(key, None)
        self.answer(204)

    def list(self, bucket):
        if bucket not in BUCKETS:
            raise Failure(404, "NoSuchBucket", "The specified bucket does not exist")
        _, query = self.fields()
        prefix, delimiter = query.get("prefix", ""), query.get("delimiter", "")
        limit = min(int(query.get("max-keys", "1000")), 3 if prefix == "page/" else 1000)
        after = base64.b64decode(query["continuation-token"]).decode() if "continuation-token" in query else ""
        items, last, more = [], "", False
        for key in sorted(BUCKETS[bucket]):
            if not key.startswith(prefix) or key <= after:
                continue
            rest = key[len(prefix) :]
            folder = prefix + rest.split(delimiter)[0] + delimiter if delimiter and delimiter in rest else None
            if folder and (("folder", folder) in items or after.startswith(folder)):
                last = key
                continue
            if len(items) == limit:
                more = True
                break
            items.append(("folder", folder) if folder else ("key", key))
            last = key
        text = "<EncodingType>url</EncodingType><IsTruncated>%s</IsTruncated>" % str(more).lower()
        if more:
            text += "<NextContinuationToken>%s</NextContinuationToken>" % base64.b64encode(last.encode()).decode()
        for kind, name in items:
            if kind == "folder":
                text += "<CommonPrefixes><Prefix>%s</Prefix></CommonPrefixes>" % quote(name, safe="/")
            else:
                body, _, etag = BUCKETS[bucket][name]
                text += (
                    "<Contents><Key>%s</Key><LastModified>2024-05-01T10:00:00.000Z</LastModified>"
                    "<ETag>&quot;%s&quot;</ETag><Size>%d</Size></Contents>" % (quote(name, safe="/"), etag, len(body))
                )
        root = '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">%s</ListBucketResult>' % text
        self.answer(200, b'<?xml version="1.0" encoding="UTF-8"?>\n' + root.encode())


ThreadingHTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
