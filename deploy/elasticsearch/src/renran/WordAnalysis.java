package renran;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenizer;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.ngram.NGramTokenizer;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractIndexAnalyzerProvider;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.AbstractTokenizerFactory;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.PreConfiguredTokenFilter;
import org.elasticsearch.index.analysis.PreConfiguredTokenizer;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/**
 * Gives Lucene's own classes the names a release gives them in its module {@code analysis-common}.
 *
 * <p>That module is the one part of the server that is not published as a jar. Here stand the names
 * Wagtail's index settings use: words split at blanks, ASCII folding, and n-grams.
 */
public final class WordAnalysis extends Plugin implements AnalysisPlugin {
    private static final int SHORTEST = 1;
    private static final int LONGEST = 2;

    @Override
    public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
        return Map.of("whitespace", (index, node, name, options) -> new Blanks(name));
    }

    @Override
    public List<PreConfiguredTokenizer> getPreConfiguredTokenizers() {
        return List.of(PreConfiguredTokenizer.singleton("whitespace", WhitespaceTokenizer::new));
    }

    @Override
    public List<PreConfiguredTokenFilter> getPreConfiguredTokenFilters() {
        return List.of(PreConfiguredTokenFilter.singleton("asciifolding", true, ASCIIFoldingFilter::new));
    }

    @Override
    public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        Map<String, AnalysisProvider<TokenizerFactory>> tokenizers = new HashMap<>();
        tokenizers.put("ngram", (index, node, name, options) -> splitter(name, options, false));
        tokenizers.put("edge_ngram", (index, node, name, options) -> splitter(name, options, true));
        return tokenizers;
    }

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        Map<String, AnalysisProvider<TokenFilterFactory>> filters = new HashMap<>();
        filters.put("ngram", (index, node, name, options) -> filter(name, options, false));
        filters.put("edge_ngram", (index, node, name, options) -> filter(name, options, true));
        return filters;
    }

    private static int shortest(Settings options) {
        return options.getAsInt("min_gram", SHORTEST);
    }

    private static int longest(Settings options) {
        return options.getAsInt("max_gram", LONGEST);
    }

    private static TokenizerFactory splitter(String name, Settings options, boolean fromStart) {
        return new AbstractTokenizerFactory(name) {
            @Override
            public Tokenizer create() {
                return fromStart
                    ? new EdgeNGramTokenizer(shortest(options), longest(options))
                    : new NGramTokenizer(shortest(options), longest(options));
            }
        };
    }

    private static TokenFilterFactory filter(String name, Settings options, boolean fromStart) {
        return new AbstractTokenFilterFactory(name) {
            @Override
            public TokenStream create(TokenStream words) {
                return fromStart
                    ? new EdgeNGramTokenFilter(words, shortest(options), longest(options), false)
                    : new NGramTokenFilter(words, shortest(options), longest(options), false);
            }
        };
    }

    private static final class Blanks extends AbstractIndexAnalyzerProvider<Analyzer> {
        private final Analyzer analyzer = new WhitespaceAnalyzer();

        Blanks(String name) {
            super(name);
        }

        @Override
        public Analyzer get() {
            return analyzer;
        }
    }
}
