/**
 * Models from a Hugging Face hub: what a repository holds at one commit, which of it is read, and
 * downloads that go on where they stopped and are checked against the hub's own digests.
 */
package dev.assay.hub;
