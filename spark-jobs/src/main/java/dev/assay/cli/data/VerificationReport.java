package dev.assay.cli.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.registry.Dataset;
import dev.assay.eval.registry.FileFinding;
import dev.assay.eval.registry.FileFinding.State;
import dev.assay.eval.registry.FolderVerification;
import dev.assay.eval.registry.RegisteredSplit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a folder holds, for people and as JSON.
 *
 * @param whole every data set was looked for, so that a file of none is worth a word
 */
record VerificationReport(FolderVerification verification, boolean whole) {
  private static final int NAMED = 6;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param files list every split and file
   */
  String text(boolean files) {
    StringBuilder text = new StringBuilder();
    List<String> absent = new ArrayList<>();
    for (Dataset dataset : verification.registry().datasets()) {
      if (dataset.registeredSplits().stream().allMatch(s -> verification.of(s).isEmpty())) {
        absent.add(dataset.name());
      } else {
        text.append("%-22s %s%n".formatted(dataset.name(), counts(dataset)));
        if (files) {
          dataset.registeredSplits().forEach(split -> files(text, split));
        }
      }
    }
    if (!absent.isEmpty()) {
      text.append("not here: %s%n".formatted(String.join(", ", absent)));
    }
    if (whole) {
      others(text, files);
    }
    verification.wrong().forEach(wrong -> text.append(said(wrong)).append('\n'));
    int wrong = verification.wrong().size();
    text.append(
        "%,d splits verified, %s%n"
            .formatted(
                verification.with(State.VERIFIED).stream()
                    .map(FileFinding::split)
                    .distinct()
                    .count(),
                wrong == 0
                    ? "nothing wrong"
                    : wrong == 1 ? "1 file wrong" : wrong + " files wrong"));
    return text.toString();
  }

  private String counts(Dataset dataset) {
    Map<String, List<String>> byState = new LinkedHashMap<>();
    for (RegisteredSplit split : dataset.registeredSplits()) {
      byState.computeIfAbsent(state(split), none -> new ArrayList<>()).add(split.split().label());
    }
    List<String> counts = new ArrayList<>();
    byState.forEach(
        (state, labels) ->
            counts.add(
                state
                    + ": "
                    + (labels.size() <= NAMED
                        ? String.join(", ", labels)
                        : labels.size() + " splits")));
    return String.join("; ", counts);
  }

  private String state(RegisteredSplit split) {
    return verification.of(split).stream()
        .findFirst()
        .map(f -> words(f.state()))
        .orElse("not here");
  }

  private void files(StringBuilder text, RegisteredSplit split) {
    for (FileFinding finding : verification.of(split)) {
      text.append(
          "    %-28s %-10s %-12s %s%n"
              .formatted(
                  split.split().label(), words(finding.state()), finding.form(), finding.path()));
    }
  }

  private void others(StringBuilder text, boolean files) {
    List<FileFinding> unknown = verification.with(State.UNKNOWN);
    List<FileFinding> attached = verification.with(State.ATTACHMENT);
    if (files) {
      attached.forEach(f -> text.append("attached: %s (%s)%n".formatted(f.path(), f.detail())));
      unknown.forEach(f -> text.append("of no data set: %s%n".formatted(f.path())));
    } else if (!unknown.isEmpty()) {
      text.append("of no data set: %,d files (--files lists them)%n".formatted(unknown.size()));
    }
  }

  private static String said(FileFinding wrong) {
    String meant = wrong.split() == null ? "" : " (" + wrong.split().label() + ")";
    return "WRONG: " + wrong.path() + meant + ": " + wrong.detail();
  }

  String json() throws JsonProcessingException {
    ObjectNode report = JSON.createObjectNode();
    ArrayNode sets = report.putArray("datasets");
    for (Dataset dataset : verification.registry().datasets()) {
      ArrayNode splits = sets.addObject().put("name", dataset.name()).putArray("splits");
      for (RegisteredSplit split : dataset.registeredSplits()) {
        ObjectNode node =
            splits
                .addObject()
                .put("configuration", split.split().configuration())
                .put("split", split.split().name())
                .put("state", state(split).replace(' ', '_'));
        ArrayNode files = node.putArray("files");
        verification.of(split).forEach(finding -> files.add(node(finding)));
      }
    }
    ArrayNode others = report.putArray("other_files");
    verification.findings().stream()
        .filter(finding -> finding.split() == null)
        .forEach(finding -> others.add(node(finding)));
    report.put("wrong", verification.wrong().size());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
  }

  private static ObjectNode node(FileFinding finding) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("path", finding.path())
            .put("state", words(finding.state()).replace(' ', '_'))
            .put("form", finding.form())
            .put("detail", finding.detail())
            .put("known_bytes", finding.knownBytes());
    if (finding.content() != null) {
      node.put("rows", finding.content().rows()).put("content", finding.content().sha256());
    }
    return node;
  }

  private static String words(State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
