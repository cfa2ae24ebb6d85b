"""A kernel that is killed outright is started again by whoever watches over it."""

import asyncio
import os
import signal

import time

import psutil
from jupyter_client.ioloop import AsyncIOLoopKernelManager
from test_lifecycle import wait_until_gone


def test_a_killed_kernel_is_started_again_leaves_nothing_behind_and_begins_anew():
    async def body():
        manager = AsyncIOLoopKernelManager(kernel_name="contrastbook", autorestart=True)
        await manager.start_kernel()
        try:
            client = manager.client()
            client.start_channels()
            await client.wait_for_ready(timeout=30)
            await client.execute_interactive("const before = 1", timeout=30)
            restarted = asyncio.Event()
            manager.add_restart_callback(restarted.set, "restart")
            pid = manager.provisioner.pid
            family = [pid, *(child.pid for child in psutil.Process(pid).children(recursive=True))]
            os.kill(pid, signal.SIGKILL)
            await asyncio.wait_for(restarted.wait(), 20)
            for member in family:
                assert await asyncio.to_thread(wait_until_gone, member, 5), f"{member} of {family} is still there"
            await client.wait_for_ready(timeout=30)
            reply = await client.execute_interactive("typeof before", timeout=30, output_hook=lambda message: None)
            assert reply["content"]["ename"] == "TypeScriptError"
            reply = await client.execute_interactive("1 + 1", timeout=30, output_hook=lambda message: None)
            assert reply["content"]["status"] == "ok"
            client.stop_channels()
        finally:
            await manager.shutdown_kernel(now=True)

    asyncio.run(body())


def test_the_history_is_there_before_the_compiler_is_and_survives_a_crash(own_kernel):
    def tail():
        own_kernel.client.history(hist_access_type="tail", n=10, output=False)
        return [line for _, _, line in own_kernel.client.get_shell_msg(timeout=5)["content"]["history"]]

    began = time.monotonic()
    assert tail() == []
    # a terminal's console waits one second, and then takes the late answer for that to its next question
    assert time.monotonic() - began < 0.5
    own_kernel.run("6 * 7")
    crashed = own_kernel.run('process.kill(process.pid, "SIGKILL"); await new Promise(() => {})')
    assert crashed.reply["content"]["status"] == "error"
    began = time.monotonic()
    assert tail() == ["6 * 7"]
    assert time.monotonic() - began < 0.5
