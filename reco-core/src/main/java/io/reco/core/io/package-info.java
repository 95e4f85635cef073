/**
 * Data sets in and out of files: readers for published formats and for generic tables, by file or by stream, gzip or not.
 *
 * <p>Bad input never stops a load by accident and never vanishes. {@link io.reco.core.io.ReadMode#STRICT} fails at the
 * first bad record and says where, what and which option would accept it; {@link io.reco.core.io.ReadMode#LENIENT} skips
 * it, counts it by {@link io.reco.core.io.RejectReason} and writes it to the rejects file. For every source, records read
 * = accepted + rejected, and that is checked. Text is UTF-8 unless a format says ISO-8859-1; ids are kept byte for byte.
 */
@NullMarked
package io.reco.core.io;

import org.jspecify.annotations.NullMarked;
