/**
 * Hugging Face model folders: config.json and safetensors, checked before use and streamed through
 * bounded buffers straight into the kernels' layout. Nothing in a file is executed, and no header
 * makes us allocate more than its file holds.
 */
package dev.assay.core.checkpoint;
