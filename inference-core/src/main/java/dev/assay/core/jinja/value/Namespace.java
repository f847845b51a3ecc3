package dev.assay.core.jinja.value;

import java.util.LinkedHashMap;
import java.util.Map;

/** Jinja's namespace: what {@code set} can change from within a loop. */
public final class Namespace implements Attributes {
  private final Map<String, Object> values = new LinkedHashMap<>();

  public void set(String name, Object value) {
    values.put(name, value);
  }

  @Override
  public Object attribute(String name) {
    return values.get(name);
  }
}
