/** What a model answered, as the tables store it: scores are computed from nothing else. */
package dev.assay.eval.response;
