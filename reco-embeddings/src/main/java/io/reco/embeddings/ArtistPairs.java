package io.reco.embeddings;

import io.reco.core.vector.TopK;
import it.unimi.dsi.fastutil.ints.IntArrayList;

/**
 * What artists are heard with, one artist at a time, in dense accumulators that are reused. Sums are taken in the order of the
 * sessions, so they do not depend on the thread. Not thread-safe: one per thread.
 */
final class ArtistPairs {
    private final ArtistCorpus corpus;
    private final ArtistSessionOptions options;
    private final double[] totals;
    private final int[] characters;
    private final double[] ofGroup;
    private final IntArrayList touched = new IntArrayList();
    private final IntArrayList touchedOfGroup = new IntArrayList();

    ArtistPairs(ArtistCorpus corpus, ArtistSessionOptions options, int artists) {
        this.corpus = corpus;
        this.options = options;
        totals = new double[artists];
        characters = new int[artists];
        ofGroup = new double[artists];
    }

    /** Pushes the similarity of artist {@code a} to all it is heard with, itself not among them. */
    void similarTo(int a, double[] sizes, TopK best) {
        int group = -1;
        for (int p = corpus.postingStart(a); p < corpus.postingStart(a + 1); p++) {
            int session = corpus.session(p);
            if (corpus.group(session) != group) {
                endGroup();
                group = corpus.group(session);
            }
            for (int e = corpus.start(session); e < corpus.start(session + 1); e++) {
                int b = corpus.artist(e);
                if (b != a) {
                    if (ofGroup[b] == 0) {
                        touchedOfGroup.add(b);
                    }
                    ofGroup[b] += corpus.postingWeight(p) * corpus.weight(e);
                }
            }
        }
        endGroup();
        double own = Math.pow(sizes[a], options.alpha());
        for (int i = 0; i < touched.size(); i++) {
            int b = touched.getInt(i);
            if (characters[b] >= options.minCharacters()) {
                double size = own * Math.pow(sizes[b], 1 - options.alpha());
                best.push(b, (float) (totals[b] / (size + options.shrinkage())));
            }
            totals[b] = 0;
            characters[b] = 0;
        }
        touched.clear();
    }

    private void endGroup() {
        for (int i = 0; i < touchedOfGroup.size(); i++) {
            int b = touchedOfGroup.getInt(i);
            if (characters[b] == 0) {
                touched.add(b);
            }
            totals[b] += Math.min(options.cap(), ofGroup[b]);
            characters[b]++;
            ofGroup[b] = 0;
        }
        touchedOfGroup.clear();
    }

    /** n_a of every artist: the sum over characters of its weights in their sessions, capped. */
    static double[] sizes(ArtistCorpus corpus, double cap, int artists) {
        double[] sizes = new double[artists];
        for (int a = 0; a < artists; a++) {
            int group = -1;
            double ofGroup = 0;
            for (int p = corpus.postingStart(a); p < corpus.postingStart(a + 1); p++) {
                int next = corpus.group(corpus.session(p));
                if (next != group) {
                    sizes[a] += Math.min(cap, ofGroup);
                    ofGroup = 0;
                    group = next;
                }
                ofGroup += corpus.postingWeight(p);
            }
            sizes[a] += Math.min(cap, ofGroup);
        }
        return sizes;
    }
}
