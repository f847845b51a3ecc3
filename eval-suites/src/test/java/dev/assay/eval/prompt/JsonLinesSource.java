package dev.assay.eval.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.document.DataFile;
import dev.assay.eval.document.DatasetReference;
import dev.assay.eval.document.Document;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.document.DocumentSplit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Splits of files of JSON lines, for tests: which file is a question of the test's. */
public record JsonLinesSource(Place place) implements DocumentSource {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where a split lies. */
  public interface Place {
    Path file(DatasetReference dataset, String split);
  }

  /** The layout of Assay's folder of data, as far as tests need it. */
  public static JsonLinesSource folder(Path root) {
    return new JsonLinesSource(
        (dataset, split) -> {
          String name = dataset.path().substring(dataset.path().indexOf('/') + 1);
          String configuration = dataset.configuration();
          for (String candidate :
              List.of(
                  name + "/" + split + "/" + configuration + ".jsonl",
                  name + "/" + split + ".jsonl",
                  configuration + "/" + split + ".jsonl",
                  "nq-open/NQ-open." + (split.equals("validation") ? "dev" : split) + ".jsonl",
                  "humaneval/HumanEval.jsonl.gz",
                  "ifeval/input_data.jsonl",
                  "mbpp/mbpp.jsonl")) {
            if (matches(name, candidate) && Files.exists(root.resolve(candidate))) {
              return root.resolve(candidate);
            }
          }
          throw new AssertionError("no file of " + dataset + " " + split + " in " + root);
        });
  }

  /** The authors' own names of files belong to their data sets alone. */
  private static boolean matches(String name, String candidate) {
    return !candidate.startsWith("nq-open/") == !name.equals("nq_open")
            && !candidate.matches("(humaneval|ifeval|mbpp)/.*")
        || candidate.startsWith(name + "/")
        || candidate.startsWith("humaneval/") && name.equals("openai_humaneval")
        || candidate.startsWith("ifeval/") && name.equals("IFEval");
  }

  @Override
  public DocumentSplit split(DatasetReference dataset, String split) {
    Path file = place.file(dataset, split);
    List<Document> documents = new ArrayList<>();
    for (String line : lines(file)) {
      documents.add(document(documents.size(), line));
    }
    if (file.endsWith("mbpp/mbpp.jsonl")) {
      documents = split.equals("test") ? documents.subList(10, 510) : documents.subList(0, 10);
    }
    return new DocumentSplit(documents, List.of(new DataFile(file.toString(), "", 0)));
  }

  private static Document document(int number, String line) {
    try {
      JsonNode node = JSON.readTree(line);
      return node instanceof ObjectNode fields
          ? new Document(number, fields, null)
          : new Document(number, null, "no JSON object: " + line);
    } catch (JsonProcessingException e) {
      return new Document(number, null, "not JSON: " + e.getOriginalMessage());
    }
  }

  /** Lines of a file, compressed where it is named so. */
  public static List<String> lines(Path file) {
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
