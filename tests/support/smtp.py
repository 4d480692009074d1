#!/usr/bin/python3
"""smtp.py - a real mail server on loopback (aiosmtpd) that fails where it is told to.

Prints its port, then one JSON line for each mail that it took: {"from", "to", "data"}. Reads
one JSON line for each change of its behaviour: {"step": "rcpt", "how": "hang", "times": 1}.

	step   connect, ehlo, starttls, mail, rcpt, data (the command), body (behind it)
	how    hang, close, refuse (5xx), later (4xx); "" goes well again
	times  how often; left out: always

usage: smtp.py [CERTIFICATE.pem]   with a certificate it demands STARTTLS
"""
import asyncio
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP

plan = {"step": "", "how": "", "times": -1}
HANG_S = 600


def due(step):
    """How `step` is to fail now, or an empty text."""
    if plan["step"] != step or plan["times"] == 0:
        return ""
    plan["times"] -= 1
    return plan["how"]


class Handler:
    async def fail(self, server, step):
        how = due(step)
        if how == "hang":
            await asyncio.sleep(HANG_S)
        if how == "close":
            server.transport.abort()
            return "421 closing"
        return {"refuse": "550 refused <nobody@here>", "later": "451 later"}.get(how)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        answer = await self.fail(server, "ehlo")
        return [answer] if answer else responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        answer = await self.fail(server, "mail")
        if answer:
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = await self.fail(server, "rcpt")
        if answer or address.startswith("bounce"):
            return answer or f"550 5.1.1 no such user <{address}>"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        answer = await self.fail(server, "body")
        if answer:
            return answer
        mail = {"from": envelope.mail_from, "to": envelope.rcpt_tos,
                "data": envelope.content.decode("utf-8"), "tls": session.ssl is not None}
        print(json.dumps(mail), flush=True)
        return "250 taken"


class Server(SMTP):
    def connection_made(self, transport):
        how = "" if self.transport else due("connect")
        if how == "hang":
            self.transport = transport
            return
        if how:
            transport.abort() if how == "close" else transport.write(b"554 not here\r\n")
            transport.close()
            return
        super().connection_made(transport)

    async def smtp_STARTTLS(self, arg):
        answer = await self.event_handler.fail(self, "starttls")
        if answer:
            await self.push(answer)
            return
        await super().smtp_STARTTLS(arg)

    async def smtp_DATA(self, arg):
        answer = await self.event_handler.fail(self, "data")
        if answer:
            await self.push(answer)
            return
        await super().smtp_DATA(arg)


async def main():
    context = None
    if len(sys.argv) > 1:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(sys.argv[1])
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Server(Handler(), tls_context=context, require_starttls=context is not None,
                       enable_SMTPUTF8=True), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        plan.update({"step": "", "how": "", "times": -1})
        plan.update(json.loads(line))
        print("ok", flush=True)


asyncio.run(main())
