/** What a gate found, for people and for programs: as JSON, Markdown, JUnit's XML, annotations. */
package dev.assay.eval.gate.report;
