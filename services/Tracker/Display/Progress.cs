using Spectre.Console;

namespace Tracker.Display;

/// <summary>Shows what long work is at, on standard error and only to a person: a terminal gets a spinner, a file gets nothing.</summary>
internal static class Progress
{
    public static async Task ShowAsync(string start, Func<IProgress<string>, Task> work)
    {
        if (Console.IsErrorRedirected)
        {
            await work(new Silent());
            return;
        }
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Status().StartAsync(start, status => work(new Spinning(status)));
    }

    private sealed class Silent : IProgress<string>
    {
        public void Report(string value)
        {
        }
    }

    private sealed class Spinning(StatusContext status) : IProgress<string>
    {
        public void Report(string value) => status.Status(Markup.Escape(value));
    }
}
