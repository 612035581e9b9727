using System.CommandLine;
using System.Text.Json;
using Tracker.Collector.Extraction.Prices;
using Tracker.Contracts;

namespace Tracker.Commands;

/// <summary><c>price</c>: how a price text is read.</summary>
internal static class PriceCommand
{
    public static Command Create()
    {
        Argument<string[]> texts = new("TEXT") { Description = "Price texts, such as \"1.226 €\". Without any, one text a line is read from standard input.", Arity = ArgumentArity.ZeroOrMore };
        Command command = new("price", "Shows how price texts are read: one JSON object a line, with the amount, the currency and what stands against it.")
        {
            texts,
        };
        command.SetAction((call, cancellationToken) => CommandRunner.GuardAsync(async () =>
        {
            await using StreamWriter output = new(Console.OpenStandardOutput());
            if (call.GetValue(texts) is { Length: > 0 } given)
            {
                foreach (string text in given)
                    await WriteAsync(output, text);
                return TrackerCommandLine.Done;
            }
            while (await Console.In.ReadLineAsync(cancellationToken) is string line)
                await WriteAsync(output, line);
            return TrackerCommandLine.Done;
        }));
        return command;
    }

    private static Task WriteAsync(StreamWriter output, string text)
    {
        PriceReading reading = PriceReader.Read(text);
        return output.WriteLineAsync(JsonSerializer.Serialize(
            new
            {
                reading.Text,
                Amount = reading.Amount?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                reading.Currency,
                reading.Problem,
            },
            ContractJson.Compact));
    }
}
