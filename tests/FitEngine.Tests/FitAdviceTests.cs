using Tracker.Contracts;

namespace Tracker.FitEngine.Tests;

public sealed class FitAdviceTests
{
    [Fact]
    public void Llama_70B_would_fit_on_one_card_in_FP8_which_is_native_there()
    {
        FitResult lighter = FitAdvice.Lighter(Ask.Case(KnownModels.Llama3_70B, KnownGpus.RtxPro6000), KnownModels.Llama3_70B, KnownGpus.RtxPro6000).ShouldNotBeNull();

        lighter.Dtype.ShouldBe("FP8");
        lighter.Fits.ShouldBe(true);
        lighter.DtypeLegal.ShouldBe(true);
    }

    [Fact]
    public void Gguf_types_are_advised_for_llama_cpp()
    {
        FitCase question = Ask.Case(KnownModels.Llama3_70B, KnownGpus.RtxPro6000, engine: "llama.cpp");

        FitAdvice.Lighter(question, KnownModels.Llama3_70B, KnownGpus.RtxPro6000)!.Dtype.ShouldBe("Q8_0");
    }

    [Fact]
    public void Nothing_is_advised_for_what_fits_or_never_will()
    {
        FitAdvice.Lighter(Ask.Case(KnownModels.Llama31_8B, KnownGpus.RtxPro6000), KnownModels.Llama31_8B, KnownGpus.RtxPro6000).ShouldBeNull();
        FitAdvice.Lighter(Ask.Case(KnownModels.DeepSeekV3, KnownGpus.RtxPro6000), KnownModels.DeepSeekV3, KnownGpus.RtxPro6000).ShouldBeNull();
        FitCase tooLong = Ask.Case(KnownModels.Llama3_70B, KnownGpus.RtxPro6000, context: 100_000);
        FitAdvice.Lighter(tooLong, KnownModels.Llama3_70B, KnownGpus.RtxPro6000).ShouldBeNull();
    }

    [Fact]
    public void Largest_that_fits_is_no_smaller_than_any_other_that_fits()
    {
        FitCase question = Ask.Case(KnownModels.Llama31_8B, KnownGpus.RtxPro6000, 2);

        FitResult largest = FitAdvice.Largest(question, KnownModels.All, KnownGpus.RtxPro6000).ShouldNotBeNull();

        largest.Fits.ShouldBe(true);
        long most = KnownModels.All.Where(model => Ask.About(model, KnownGpus.RtxPro6000, 2).Fits == true).Max(model => model.TotalParams);
        KnownModels.All.Single(model => model.Id == largest.Model).TotalParams.ShouldBe(most);
    }

    [Fact]
    public void Largest_is_none_where_nothing_fits() =>
        FitAdvice.Largest(Ask.Case(KnownModels.Llama3_70B, KnownGpus.Rtx3090), [KnownModels.Llama3_70B], KnownGpus.Rtx3090).ShouldBeNull();
}
