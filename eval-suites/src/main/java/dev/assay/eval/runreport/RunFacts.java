package dev.assay.eval.runreport;

/**
 * What a run's row of the table {@code runs} says of how it was computed.
 *
 * @param created ISO 8601, UTC
 * @param model folder of the model
 * @param quantization of the large weight matrices
 * @param kernels of the driver's machine
 * @param tokensComputed that went through the layers, over all committed chunks
 * @param seconds that the last invocation computed
 */
public record RunFacts(
    String runId,
    String created,
    String model,
    String family,
    String modelFingerprint,
    String tokenizerFingerprint,
    String quantization,
    int numericsVersion,
    String kernels,
    String assayVersion,
    String sparkVersion,
    String javaVersion,
    long items,
    long failed,
    long truncated,
    long tokensComputed,
    long tokensWithoutSharing,
    double seconds) {}
