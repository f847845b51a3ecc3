package dev.assay.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Which files of a repository are a model: what loading reads, and no more. */
final class FilesThatAreRead {
  static final String INDEX = "model.safetensors.index.json";
  private static final String SINGLE = "model.safetensors";
  private static final String CONFIGURATION = "config.json";
  private static final String TOKENIZER = "tokenizer.json";
  private static final String TOKENIZER_MODEL = "tokenizer.model";
  private static final List<String> OPTIONAL =
      List.of("tokenizer_config.json", "generation_config.json", "chat_template.jinja");
  private static final String PLAIN_NAME = "[A-Za-z0-9_][A-Za-z0-9._-]{0,199}";

  private final HubListing listing;
  private final HubErrors errors;

  FilesThatAreRead(HubListing listing, HubErrors errors) {
    this.listing = listing;
    this.errors = errors;
  }

  /** Whether the weights are in shards, which {@link #INDEX} names. */
  boolean hasIndex() {
    return listing.files().containsKey(INDEX);
  }

  /**
   * In the order in which they are to come: config.json, without which no folder is a model, last.
   *
   * @param index content of {@link #INDEX}; null where there is none
   * @throws dev.assay.core.error.AssayException of kind DATA where one is missing
   */
  List<HubFile> folder(String index) {
    List<HubFile> wanted = new ArrayList<>();
    if (!listing.files().containsKey(CONFIGURATION)) {
      List<String> files = listing.files().keySet().stream().filter(this::isGguf).toList();
      throw errors.unusable(
          "the repository",
          files.isEmpty()
              ? "it has no " + CONFIGURATION
              : "it is no model folder, but has GGUF files, of which --file names one: "
                  + String.join(", ", files));
    }
    if (index == null) {
      wanted.add(file(SINGLE));
    } else {
      shards(index).forEach(name -> wanted.add(file(name)));
      wanted.add(file(INDEX));
    }
    boolean json = listing.files().containsKey(TOKENIZER);
    if (json || listing.files().containsKey(TOKENIZER_MODEL)) {
      wanted.add(file(json ? TOKENIZER : TOKENIZER_MODEL));
    }
    for (String name : OPTIONAL) {
      if (listing.files().containsKey(name)) {
        wanted.add(file(name));
      }
    }
    wanted.add(file(CONFIGURATION));
    return wanted;
  }

  private boolean isGguf(String path) {
    return path.endsWith(".gguf");
  }

  /**
   * One of the files.
   *
   * @throws dev.assay.core.error.AssayException of kind DATA where it is missing
   */
  HubFile file(String path) {
    HubFile file = listing.files().get(path);
    if (file == null) {
      throw errors.unusable(
          path, "the repository has none, or says neither its length nor its digest");
    }
    return file;
  }

  /** Only plain names: an index must not reach outside its folder. */
  private TreeSet<String> shards(String index) {
    TreeSet<String> names = new TreeSet<>();
    try {
      for (JsonNode name : new ObjectMapper().readTree(index).path("weight_map")) {
        names.add(name.asText());
      }
    } catch (JsonProcessingException e) {
      throw errors.unusable(INDEX, "it is no JSON: " + e.getOriginalMessage());
    }
    if (names.isEmpty() || !names.stream().allMatch(name -> name.matches(PLAIN_NAME))) {
      throw errors.unusable(INDEX, "its weight_map names no files of the repository: " + names);
    }
    return names;
  }
}
