using System.Text.Json;

namespace Tracker.Contracts.Tests;

/// <summary>
/// A message's JSON is the contract between versions. A change shows up here: adding a property is fine (take over the
/// new snapshot), renaming or removing one is not.
/// </summary>
public sealed class MessageSnapshotTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Snapshots");
    private static readonly DirectoryInfo s_received = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "Received"));

    public static TheoryData<string> Messages => [.. SampleMessages.All.Keys.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_written_as_json_equals_its_snapshot(string name)
    {
        string received = Path.Combine(s_received.FullName, name + ".json");
        string json = JsonSerializer.Serialize(Sample(name), ContractJson.Indented) + "\n";
        File.WriteAllText(received, json);

        json.ShouldBe(Snapshot(name), $"where the change is meant, copy {received} over tests/Contracts.Tests/Snapshots/{name}.json");
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_read_from_its_snapshot_is_written_the_same(string name)
    {
        object message = JsonSerializer.Deserialize(Snapshot(name), Sample(name).GetType(), ContractJson.Compact)!;

        (JsonSerializer.Serialize(message, ContractJson.Indented) + "\n").ShouldBe(Snapshot(name));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Snapshot_leaves_no_property_out(string name)
    {
        using JsonDocument snapshot = JsonDocument.Parse(Snapshot(name));

        Empty(snapshot.RootElement, "$").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_of_a_newer_version_is_read_without_its_new_property(string name)
    {
        string newer = Snapshot(name).Replace("{\n  \"", "{\n  \"added_later\": {\"x\": 1},\n  \"", StringComparison.Ordinal);
        newer.ShouldNotBe(Snapshot(name));

        object message = JsonSerializer.Deserialize(newer, Sample(name).GetType(), ContractJson.Compact)!;

        (JsonSerializer.Serialize(message, ContractJson.Indented) + "\n").ShouldBe(Snapshot(name));
    }

    // The outbox stores the full name of the type, and the broker routes by it.
    [Fact]
    public void Message_keeps_its_namespace() =>
        SampleMessages.All.Keys.ShouldAllBe(type => type.Namespace == "Tracker.Contracts");

    [Fact]
    public void Every_message_of_the_contracts_has_a_snapshot() =>
        WithoutSnapshot(typeof(OfferObserved).Assembly.GetExportedTypes()).ShouldBeEmpty();

    [Fact]
    public void Message_without_a_snapshot_is_noticed() =>
        WithoutSnapshot([typeof(OfferObserved), typeof(PriceObserved), typeof(EvaluatePrice), typeof(ItemCondition)])
            .ShouldBe([typeof(PriceObserved), typeof(EvaluatePrice)]);

    [Fact]
    public void Every_snapshot_belongs_to_a_message() =>
        Directory.EnumerateFiles(s_folder, "*.json").Select(Path.GetFileNameWithoutExtension)
            .Except(SampleMessages.All.Keys.Select(type => type.Name))
            .ShouldBeEmpty();

    private static IEnumerable<Type> WithoutSnapshot(IEnumerable<Type> types) => types
        .Where(type => type is { IsNested: false, IsClass: true } && IsMessage(type.Name))
        .Where(type => !SampleMessages.All.ContainsKey(type) || !File.Exists(Path.Combine(s_folder, type.Name + ".json")));

    private static bool IsMessage(string name) =>
        name.StartsWith("Evaluate", StringComparison.Ordinal)
        || new[] { "Observed", "Imported", "Changed", "Reached", "Evaluated" }.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));

    private static IEnumerable<string> Empty(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Null => [path],
        JsonValueKind.Array when element.GetArrayLength() == 0 => [path],
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, i) => Empty(item, $"{path}[{i}]")),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Empty(property.Value, $"{path}.{property.Name}")),
        _ => [],
    };

    private static object Sample(string name) => SampleMessages.All.Single(sample => sample.Key.Name == name).Value;

    private static string Snapshot(string name) => File.ReadAllText(Path.Combine(s_folder, name + ".json"));
}

/// <summary>Looks like a message and has no snapshot.</summary>
public sealed record PriceObserved;

/// <summary>Looks like a message and has no snapshot.</summary>
public sealed record EvaluatePrice;
