package dev.assay.core.jinja.value;

/** Something with attributes of its own. */
public interface Attributes {
  /** Null where there is none of the name. */
  Object attribute(String name);
}
