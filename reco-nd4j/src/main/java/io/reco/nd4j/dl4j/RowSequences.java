package io.reco.nd4j.dl4j;

import io.reco.core.data.IdMap;
import io.reco.core.sequence.Sequences;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.deeplearning4j.models.sequencevectors.interfaces.SequenceIterator;
import org.deeplearning4j.models.sequencevectors.sequence.Sequence;
import org.deeplearning4j.models.word2vec.VocabWord;

/**
 * Sequences for DL4J: tracks that occur often enough as rows, by falling count and then by id as in item2vec, in sequences of
 * two or more of them. The word of a row is its number.
 *
 * @param trackOfRow track by row
 * @param counts occurrences by row, in all sequences
 * @param sequences number of sequences read
 * @param rowsOfTokens the tokens of all sequences kept, one after the other
 * @param ends one past the last token of each
 */
record RowSequences(int[] trackOfRow, int[] counts, long sequences, int[] rowsOfTokens, int[] ends) {

    /** Reads all sequences twice. */
    static RowSequences of(Sequences source, IdMap tracks, int minCount) {
        int[] countOfTrack = new int[tracks.size()];
        long[] read = {0};
        source.forEach((owner, sequence, length) -> {
            for (int i = 0; i < length; i++) {
                int track = sequence[i];
                if (track < 0 || track >= countOfTrack.length) {
                    throw new IllegalArgumentException("sequence " + read[0] + ", position " + i + ": track " + track
                            + " is not in [0, " + countOfTrack.length + "), the tracks given");
                }
                countOfTrack[track]++;
            }
            read[0]++;
        });
        int[] rank = tracks.codePointRanks();
        int[] trackOfRow = IntStream.range(0, countOfTrack.length)
                .filter(track -> countOfTrack[track] >= minCount)
                .boxed()
                .sorted((a, b) -> countOfTrack[a] != countOfTrack[b]
                        ? Integer.compare(countOfTrack[b], countOfTrack[a])
                        : Integer.compare(rank[a], rank[b]))
                .mapToInt(track -> track)
                .toArray();
        int[] rowOfTrack = new int[countOfTrack.length];
        Arrays.fill(rowOfTrack, IdMap.ABSENT);
        int[] counts = new int[trackOfRow.length];
        long tokens = 0;
        for (int row = 0; row < trackOfRow.length; row++) {
            rowOfTrack[trackOfRow[row]] = row;
            counts[row] = countOfTrack[trackOfRow[row]];
            tokens += counts[row];
        }
        int[] rows = new int[Math.toIntExact(tokens)];
        int[] ends = new int[(int) Math.min(read[0], tokens / 2)];
        int[] used = {0, 0};
        source.forEach((owner, sequence, length) -> {
            int end = used[0];
            for (int i = 0; i < length; i++) {
                int row = rowOfTrack[sequence[i]];
                if (row != IdMap.ABSENT) {
                    rows[end++] = row;
                }
            }
            if (end - used[0] >= 2) {
                used[0] = end;
                ends[used[1]++] = end;
            }
        });
        return new RowSequences(
                trackOfRow, counts, read[0], Arrays.copyOf(rows, used[0]), Arrays.copyOf(ends, used[1]));
    }

    /** Number of rows. */
    int rows() {
        return trackOfRow.length;
    }

    /** Number of tokens kept. */
    long tokens() {
        return rowsOfTokens.length;
    }

    /** The word of a row. */
    static String word(int row) {
        return Integer.toString(row);
    }

    /** An iterator for DL4J, which calls it from one thread at a time. */
    SequenceIterator<VocabWord> iterator() {
        return new SequenceIterator<>() {
            private int next;

            @Override
            public synchronized boolean hasMoreSequences() {
                return next < ends.length;
            }

            @Override
            public synchronized Sequence<VocabWord> nextSequence() {
                Sequence<VocabWord> sequence = new Sequence<>();
                for (int token = next == 0 ? 0 : ends[next - 1]; token < ends[next]; token++) {
                    sequence.addElement(new VocabWord(1, word(rowsOfTokens[token])));
                }
                sequence.setSequenceId(next);
                next++;
                return sequence;
            }

            @Override
            public synchronized void reset() {
                next = 0;
            }
        };
    }
}
