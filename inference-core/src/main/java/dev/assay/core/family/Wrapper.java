package dev.assay.core.family;

import java.util.List;
import java.util.Map;

/**
 * Where a language model lies inside the files of a larger one, of which nothing else is read.
 *
 * @param configuration key of config.json that holds the text part's configuration; empty where the
 *     file is the text part's own
 * @param prefixes beginnings of tensors' names, and what each is in a model of text alone
 * @param ignored beginnings of the names of tensors that belong to other parts
 */
public record Wrapper(String configuration, Map<String, String> prefixes, List<String> ignored) {
  /** The files hold a model of text and nothing else. */
  public static final Wrapper NONE = new Wrapper("", Map.of(), List.of());

  public Wrapper {
    prefixes = Map.copyOf(prefixes);
    ignored = List.copyOf(ignored);
  }

  /** A tensor's name as the text part alone would have it. */
  public String inner(String name) {
    return prefixes.entrySet().stream()
        .filter(prefix -> name.startsWith(prefix.getKey()))
        .findFirst()
        .map(prefix -> prefix.getValue() + name.substring(prefix.getKey().length()))
        .orElse(name);
  }

  /** Whether a tensor belongs to another part. */
  public boolean ignores(String name) {
    return ignored.stream().anyMatch(name::startsWith);
  }
}
