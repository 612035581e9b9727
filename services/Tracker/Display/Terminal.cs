using Spectre.Console;

namespace Tracker.Display;

/// <summary>Standard output as people see it: colours and the window's width on a terminal, plain and wide otherwise.</summary>
internal static class Terminal
{
    /// <summary>Columns of tables that are not printed to a terminal.</summary>
    private const int PlainWidth = 200;

    public static IAnsiConsole Create()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (Console.IsOutputRedirected)
            console.Profile.Width = PlainWidth;
        return console;
    }
}
