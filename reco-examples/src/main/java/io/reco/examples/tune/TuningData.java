package io.reco.examples.tune;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.random.SplitMix64;
import io.reco.core.split.PlaylistsAsCharacters;
import io.reco.core.split.Split;
import io.reco.examples.quickstart.Protocol;
import io.reco.examples.quickstart.Protocol.SeenChoice;
import io.reco.examples.quickstart.Protocol.SplitChoice;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * The data of a search: a sample of the characters, divided into training, validation and test part.
 *
 * @param split the parts; where there are no events, every playlist is a character
 * @param ordered whether the order of a character's events is that of time
 * @param unseenOnly whether only tracks count that the character has not heard
 * @param characters characters with events in the sample
 */
public record TuningData(Split split, boolean ordered, boolean unseenOnly, int characters) {

    /**
     * Takes a sample and divides it.
     *
     * @param share of the characters, in (0, 1]
     * @throws IllegalArgumentException if the share is out of range, or the sample cannot be divided
     */
    public static TuningData of(
            Dataset source, String format, double share, SplitChoice split, SeenChoice seen, long seed) {
        requireShare(share);
        boolean ordered = Protocol.ordered(format);
        Dataset data = source;
        if (data.events().size() == 0 && data.playlists().size() > 0) {
            data = PlaylistsAsCharacters.of(data, PlaylistsAsCharacters.Options.DEFAULT.withOrdered(ordered))
                    .dataset();
        }
        EventLog log = data.events();
        BitSet kept = new BitSet();
        int characters = 0;
        for (int c = 0; c < log.characterCount(); c++) {
            if (log.count(c) > 0 && SplitMix64.hashUniform(seed, c) < share) {
                kept.set(log.start(c), log.end(c));
                characters++;
            }
        }
        Dataset sample = characters == 0 || share == 1 ? data : data.withEvents(log.where(kept::get));
        boolean unseenOnly =
                seen == SeenChoice.REMOVED || (seen == SeenChoice.AUTO && !Protocol.repetitive(sample.events()));
        return new TuningData(Protocol.splitInThree(sample, format, split, seed), ordered, unseenOnly, characters);
    }

    /**
     * Checks the range of a share of the characters.
     *
     * @throws IllegalArgumentException if it is not in (0, 1]
     */
    public static void requireShare(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share " + share + " is not in (0, 1]");
        }
    }

    /** In words. */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "Sample of %,d characters: %,d events train, %,d validate, %,d test; %s; %s",
                characters,
                split.train().events().size(),
                split.validation().events().size(),
                split.test().events().size(),
                split.protocol(),
                unseenOnly ? "unseen tracks only" : "seen tracks allowed");
    }

    /** What to beware of. */
    public List<String> warnings() {
        return split.warnings();
    }
}
