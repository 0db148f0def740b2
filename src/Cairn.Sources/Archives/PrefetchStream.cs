using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Cairn.Sources;

/// <summary>Reads ahead on another thread, so that decompressing and writing files happen at once.</summary>
internal sealed class PrefetchStream : ForwardOnlyStream
{
    private const int ChunkSize = 1 << 18;

    private readonly DecompressedStream _source;
    private readonly BlockingCollection<Chunk> _chunks = new(8);
    private readonly CancellationTokenSource _stop;
    private readonly Task _reader;
    private Chunk? _current;
    private int _position;

    public PrefetchStream(DecompressedStream source, CancellationToken cancellation)
    {
        _source = source;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _reader = Task.Factory.StartNew(ReadAhead, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public override int Read(Span<byte> buffer)
    {
        while (_current is null || _position == _current.Length)
        {
            if (_current is { } used)
            {
                if (used.Length == 0)
                {
                    return 0;
                }

                ArrayPool<byte>.Shared.Return(used.Content);
                _current = null;
            }

            Chunk next = _chunks.Take(_stop.Token);
            if (next.Failure is not null)
            {
                ExceptionDispatchInfo.Throw(next.Failure);
            }

            (_current, _position) = (next, 0);
            if (next.Length == 0)
            {
                return 0;
            }
        }

        int taken = Math.Min(buffer.Length, _current.Length - _position);
        _current.Content.AsSpan(_position, taken).CopyTo(buffer);
        _position += taken;
        return taken;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // The reader may be inside a read: a tool is told to end, and nothing is freed before the reader has left.
            _stop.Cancel();
            _source.Interrupt();
            _reader.Wait();
            _source.Dispose();
            _stop.Dispose();
            _chunks.Dispose();
        }

        base.Dispose(disposing);
    }

    private void ReadAhead()
    {
        try
        {
            while (true)
            {
                byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
                int length = _source.ReadAtLeast(buffer.AsSpan(0, ChunkSize), ChunkSize, throwOnEndOfStream: false);
                if (length > 0)
                {
                    _chunks.Add(new Chunk(buffer, length, null), _stop.Token);
                }

                if (length < ChunkSize)
                {
                    _chunks.Add(new Chunk([], 0, null), _stop.Token);
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The consumer has gone.
            return;
        }
        catch (Exception error)
        {
            // The consumer reports it: an error of this thread has nobody else to hear it.
            if (!_stop.IsCancellationRequested)
            {
                _chunks.Add(new Chunk([], 0, error));
            }
        }
    }

    private sealed record Chunk(byte[] Content, int Length, Exception? Failure);
}
