/**
 * The model bundle: a directory with a manifest, id lists and weights in the safetensors format, every file covered by a
 * SHA-256, written so that a complete bundle is on disk at any moment.
 *
 * <pre>
 * model/
 *   manifest.json         format version, kind, configuration, provenance, size and SHA-256 of the files below
 *   manifest.sha256       SHA-256 of manifest.json, as sha256sum writes it
 *   ids/NAME.txt          one id a line, UTF-8, LF; \\ \n \r \t and \\uXXXX (lone surrogates only) are escapes
 *   weights.safetensors   tensors, readable by the safetensors library
 * </pre>
 */
@org.jspecify.annotations.NullMarked
package io.reco.core.bundle;
