using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Contracts;

namespace Tracker.FitEngine.Tests;

public sealed class EvaluateFitConsumerTests
{
    private static readonly EvaluateFit s_request = new()
    {
        Models = [KnownModels.Llama3_8B],
        Gpus = [KnownGpus.RtxPro6000],
        Cases = [Ask.Case(KnownModels.Llama3_8B, KnownGpus.RtxPro6000)],
    };

    [Fact]
    public async Task Question_over_the_bus_gets_the_calculators_answer()
    {
        await using ServiceProvider provider = Provider();
        ITestHarness harness = await provider.StartTestHarness();
        IRequestClient<EvaluateFit> client = harness.GetRequestClient<EvaluateFit>();

        Response<FitEvaluated> response = await client.GetResponse<FitEvaluated>(s_request, TestContext.Current.CancellationToken);

        FitResult expected = FitCalculator.Evaluate(s_request).Results[0];
        FitResult result = response.Message.Results.ShouldHaveSingleItem();
        result.Reason.ShouldBe(expected.Reason);
        result.Inputs.ShouldBe(expected.Inputs, ignoreOrder: true);
    }

    [Fact]
    public async Task Impossible_question_over_the_bus_faults_with_its_reason()
    {
        await using ServiceProvider provider = Provider();
        ITestHarness harness = await provider.StartTestHarness();
        IRequestClient<EvaluateFit> client = harness.GetRequestClient<EvaluateFit>();
        EvaluateFit impossible = s_request with { Models = [KnownModels.Llama3_8B with { Layers = 0 }] };

        RequestFaultException fault = await Should.ThrowAsync<RequestFaultException>(
            () => client.GetResponse<FitEvaluated>(impossible, TestContext.Current.CancellationToken));

        fault.Fault!.Exceptions[0].Message.ShouldBe("Model 'Llama-3-8B': Layers is not possible: 0 is less than 1.");
    }

    private static ServiceProvider Provider() => new ServiceCollection()
        .AddMassTransitTestHarness(TextWriter.Null, bus => bus.AddConsumer<EvaluateFitConsumer, EvaluateFitConsumerDefinition>())
        .BuildServiceProvider(validateScopes: true);
}
