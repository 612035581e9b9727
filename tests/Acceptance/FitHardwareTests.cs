using System.Text.Json;
using Tracker.Acceptance.Programs;

namespace Tracker.Acceptance;

/// <summary>Reading this machine's cards, with an <c>nvidia-smi</c> of the test's own in front of the path.</summary>
public sealed class FitHardwareTests
{
    [Fact]
    public async Task Cards_are_shown_beside_their_entries()
    {
        using TrackerFolder folder = new();

        await using TrackerProgram program = await RunAsync(
            folder,
            """
            echo "NVIDIA RTX PRO 6000 Blackwell Workstation Edition, 97887, 1234, 12.0, 580.65.06, 600.00"
            echo "NVIDIA GeForce RTX 4090, 20000, 10, 8.9, 580.65.06, [N/A]"
            echo "NVIDIA Invented 1, 1000, 0, [N/A], 580.65.06, 75.00"
            """,
            "--json");

        program.ExitCode.ShouldBe(0, program.Errors);
        JsonElement[] cards = [.. JsonDocument.Parse(program.Output).RootElement.GetProperty("cards").EnumerateArray()];
        cards.Select(card => card.GetProperty("gpu").GetString()).ShouldBe(["rtx-pro-6000-blackwell", "geforce-rtx-4090", null]);
        cards[0].GetProperty("remark").ValueKind.ShouldBe(JsonValueKind.Null);
        cards[1].GetProperty("remark").GetString().ShouldNotBeNull().ShouldContain("reported_mib");
        cards[1].GetProperty("power_limit_watts").ValueKind.ShouldBe(JsonValueKind.Null);
        cards[2].GetProperty("remark").GetString().ShouldNotBeNull().ShouldStartWith("not in the catalogue");
    }

    [Theory]
    [InlineData("echo 'No devices were found' >&2; exit 6", "nvidia-smi failed with code 6: No devices were found")]
    [InlineData("echo 'something else'", "nvidia-smi printed a line that is not 'name,memory.total")]
    public async Task Failure_of_the_driver_is_told(string script, string message)
    {
        using TrackerFolder folder = new();

        await using TrackerProgram program = await RunAsync(folder, script);

        program.ExitCode.ShouldBe(1);
        program.Errors.ShouldContain(message);
    }

    [Fact]
    public async Task Machine_without_the_driver_is_told_plainly()
    {
        using TrackerFolder folder = new();

        await using TrackerProgram program = await TrackerProgram.RunAsync(folder, OnPath(folder.Root), "", ["fit", "hardware"]);

        program.ExitCode.ShouldBe(1);
        program.Errors.ShouldContain("nvidia-smi is not on this machine, or not on its PATH");
    }

    private static async Task<TrackerProgram> RunAsync(TrackerFolder folder, string script, params string[] arguments)
    {
        string bin = Directory.CreateDirectory(Path.Combine(folder.Root, "bin")).FullName;
        string program = Path.Combine(bin, "nvidia-smi");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return await TrackerProgram.RunAsync(folder, OnPath($"{bin}:{Environment.GetEnvironmentVariable("PATH")}"), "", ["fit", "hardware", .. arguments]);
    }

    private static Dictionary<string, string> OnPath(string path) => new() { ["PATH"] = path };
}
