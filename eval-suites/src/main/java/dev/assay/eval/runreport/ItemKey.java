package dev.assay.eval.runreport;

/** Which item of a run. */
public record ItemKey(String task, int docId) {}
