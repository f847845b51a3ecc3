package dev.assay.core.jinja.value;

import java.util.List;

/** What a generator gives: it can be gone through, and has neither length nor items. */
public record Generated(List<Object> elements) {}
