/**
 * Python's values as Java's, and what Python does with them: printing, comparing, arithmetic,
 * items, methods. {@code str} is a String, {@code int} a Long or BigInteger, {@code float} a
 * Double, {@code bool} a Boolean, {@code None} {@link dev.assay.core.jinja.value.None}, {@code
 * list} a List, {@code tuple} a {@link dev.assay.core.jinja.value.Tuple}, {@code dict} a Map in the
 * order of its entries.
 */
package dev.assay.core.jinja.value;
