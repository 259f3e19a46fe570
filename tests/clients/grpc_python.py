"""Calls a node's gRPC with grpcio and messages written by hand, and prints what came back as JSON."""

import json
import os
import threading

import grpc

CASE = json.loads(os.environ["CLIENT_INPUT"])
SIGN = "/wecom.platform.v1.Signatures/Sign"
BATCH = "/wecom.platform.v1.Signatures/SignBatch"


def varint(number):
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def text(field, value):
    data = value if isinstance(value, bytes) else value.encode()
    return varint(field << 3 | 2) + varint(len(data)) + data


def request(url=CASE["url"], corp=CASE["corpId"]):
    return text(1, corp) + varint(2 << 3) + varint(CASE["agentId"]) + text(4, url)


def fields(message):
    """The fields of a message, in their order: (number, value)."""
    at = 0

    def number():
        nonlocal at
        value = shift = 0
        while True:
            part = message[at]
            at += 1
            value |= (part & 0x7F) << shift
            shift += 7
            if part < 0x80:
                return value

    while at < len(message):
        tag = number()
        if tag & 7 == 0:
            yield tag >> 3, number()
        else:
            length = number()
            yield tag >> 3, message[at : at + length]
            at += length


def signature(message):
    values = dict(fields(message))
    return {"timestamp": values[1], "nonceStr": values[2].decode(), "signature": values[3].decode()}


def reply(message):
    values = dict(fields(message))
    return {"url": values[1].decode(), "corp": signature(values[2]), "agent": signature(values[3])}


def call(channel, path, message, key=CASE["key"], **options):
    metadata = [("authorization", f"Bearer {key}")] if key else []
    try:
        answer, done = channel.unary_unary(path).with_call(message, metadata=metadata, **options)
        return {"reply": answer}
    except grpc.RpcError as error:
        trailers = dict(error.trailing_metadata() or [])
        return {"code": error.code().value[0], "message": error.details(), "errorCode": trailers.get("error-code")}


def cancelled(channel):
    running = channel.unary_unary(SIGN).future(
        request(corp=CASE["slowCorpId"]), metadata=[("authorization", f"Bearer {CASE['key']}")]
    )
    threading.Timer(0.2, running.cancel).start()
    try:
        running.result()
        return {"reply": "?"}
    except grpc.FutureCancelledError:
        return {"code": 1}


def health(channel, method="Check", service=""):
    return call(channel, f"/grpc.health.v1.Health/{method}", text(1, service) if service else b"", key=None)


def main():
    channel = grpc.insecure_channel(CASE["address"])
    out = {}
    out["sign"] = {"reply": reply(call(channel, SIGN, request())["reply"])}
    batch = call(channel, BATCH, text(1, request()) + text(1, request("ftp://app.example.com/")))["reply"]
    results = [dict(fields(result)) for _, result in fields(batch)]
    out["batch"] = {"first": reply(results[0][1]), "second": dict(fields(results[1][2]))[1].decode()}
    out["deadline"] = call(channel, SIGN, request(corp=CASE["slowCorpId"]), timeout=0.3)
    out["cancelled"] = cancelled(channel)
    out["unauthenticated"] = call(channel, SIGN, request(), key="sk_unknown_secret")
    out["keyless"] = call(channel, SIGN, request(), key=None)
    out["unknown"] = call(channel, SIGN, request(corp="ww_nobody"))
    out["broken"] = call(channel, SIGN, request("https://app.example.com/中"))
    out["malformed"] = call(channel, SIGN, b"\x0a\xff")
    out["oversized"] = call(channel, SIGN, bytes(5_000_000))
    gzip = call(channel, BATCH, text(1, request()) * 100, compression=grpc.Compression.Gzip)["reply"]
    out["compressed"] = len(list(fields(gzip)))
    deflate = call(channel, SIGN, request(), compression=grpc.Compression.Deflate)
    out["deflated"] = deflate["code"]
    out["health"] = dict(fields(health(channel)["reply"]))[1]
    out["healthUnknown"] = health(channel, service="nobody")["code"]
    out["watch"] = health(channel, method="Watch")["code"]

    sign = channel.unary_unary(SIGN)
    metadata = [("authorization", f"Bearer {CASE['key']}")]
    running = [sign.future(request(), metadata=metadata) for _ in range(1000)]
    out["concurrent"] = sum(1 for one in running if reply(one.result())["url"] == CASE["url"])
    print(json.dumps(out))


main()
