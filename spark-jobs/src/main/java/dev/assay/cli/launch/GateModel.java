package dev.assay.cli.launch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.error.AssayException;
import dev.assay.eval.gate.settings.ConfigurationReader;
import dev.assay.eval.gate.settings.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a gate's file says of the model that it evaluates.
 *
 * @param folder empty where nothing is evaluated
 * @param quantization by its name
 */
record GateModel(Optional<String> folder, Optional<String> quantization) {
  /** Of every other command. */
  static final GateModel NONE = new GateModel(Optional.empty(), Optional.empty());

  /** Of the first word that is such a file. */
  static GateModel of(Words words) {
    if (!words.contains("run") || words.last("--candidate").isPresent()) {
      return NONE;
    }
    return words.files(".yaml", ".yml").stream().findFirst().map(f -> of(words, f)).orElse(NONE);
  }

  private static GateModel of(Words words, Path file) {
    try {
      Evaluation evaluation =
          ConfigurationReader.read(
                  file.toString(), Files.readString(file), words.all("--set"), System::getenv)
              .evaluation();
      return evaluation.candidate().isPresent()
          ? NONE
          : new GateModel(
              evaluation.model(),
              Optional.ofNullable(evaluation.options().get("quantize")).map(JsonNode::asText));
    } catch (IOException | AssayException e) {
      // The command reads the same file, and says what is wrong with it.
      return NONE;
    }
  }

  /** The folder as a list of models. */
  List<String> folders() {
    return folder.map(List::of).orElse(List.of());
  }
}
