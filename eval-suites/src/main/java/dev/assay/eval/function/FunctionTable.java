package dev.assay.eval.function;

import dev.assay.core.digest.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which functions of Python modules have an equivalent here. A module is known by its bytes, so
 * that one that somebody changed is not mistaken for the harness's; where no module lies beside a
 * task file, by the place it has in the harness.
 *
 * <p>The resource {@code functions.tsv} has a line for each: sha256 of the module, its path below
 * the harness's task folder, the function, and the name of its equivalent in {@link TaskFunctions}.
 */
public final class FunctionTable {
  private static final FunctionTable STANDARD = read();

  /** Where no such file lies, {@code !function assay.NAME} is the function of that name itself. */
  private static final String OWN_MODULE = "assay.py";

  private final Map<String, String> byModule = new HashMap<>();
  private final Map<String, String> byPath = new HashMap<>();

  private FunctionTable() {}

  public static FunctionTable standard() {
    return STANDARD;
  }

  private static FunctionTable read() {
    FunctionTable table = new FunctionTable();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                FunctionTable.class.getResourceAsStream("functions.tsv"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          List<String> cells = List.of(line.split("\t"));
          table.byModule.put(cells.get(0) + " " + cells.get(2), cells.get(3));
          table.byPath.put(cells.get(1) + " " + cells.get(2), cells.get(3));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("functions.tsv cannot be read from the jar", e);
    }
    return table;
  }

  /** The equivalent of a function of a module with these bytes. */
  public Optional<String> inModule(byte[] module, String function) {
    return Optional.ofNullable(byModule.get(Sha256.of(module) + " " + function));
  }

  /**
   * The equivalent of a function by the module's place.
   *
   * @param path of the module, with forward slashes; the harness's place is its end
   */
  public Optional<String> atPath(String path, String function) {
    if (path.equals(OWN_MODULE) || path.endsWith("/" + OWN_MODULE)) {
      return Optional.of(function).filter(name -> TaskFunctions.find(name).isPresent());
    }
    for (String end = path; !end.isEmpty(); end = end.substring(end.indexOf('/') + 1)) {
      String name = byPath.get(end + " " + function);
      if (name != null || end.indexOf('/') < 0) {
        return Optional.ofNullable(name);
      }
    }
    return Optional.empty();
  }
}
