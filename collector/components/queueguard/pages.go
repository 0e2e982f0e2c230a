package queueguard

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"syscall"
)

// The layout of a bbolt file: go.etcd.io/bbolt/internal/common.
const (
	pageHeaderBytes    = 16
	branchElementBytes = 16
	leafElementBytes   = 16
	bucketHeaderBytes  = 16
	metaChecksumOffset = 56

	branchPage = 0x01
	leafPage   = 0x02
	// bucketElement marks a value that is a bucket: it starts with the number of its root page, or with 0 when its only page follows.
	bucketElement = 0x01
)

// pages is a bbolt file whose pages are checked one by one. Each may be reached only once: bbolt would follow a circle for ever.
type pages struct {
	file     []byte
	pageSize uint64
	seen     map[uint64]bool
}

// checkPages follows the newest root of a bbolt file to every page in use, and returns the first fault.
func checkPages(path string) error {
	handle, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = handle.Close() }()
	info, err := handle.Stat()
	if err != nil {
		return err
	}
	file, err := syscall.Mmap(int(handle.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return err
	}
	defer func() { _ = syscall.Munmap(file) }()
	checked := pages{file: file, pageSize: uint64(os.Getpagesize()), seen: map[uint64]bool{}}
	root, err := checked.root()
	if err != nil {
		return err
	}
	return checked.check(root)
}

// root returns the root in the newer of the two metadata pages, as bbolt does.
func (pages *pages) root() (uint64, error) {
	var root, newest uint64
	found := false
	for page := range uint64(2) {
		meta, err := pages.slice(page*pages.pageSize+pageHeaderBytes, metaChecksumOffset+8)
		if err != nil {
			return 0, err
		}
		checksum := fnv.New64a()
		_, _ = checksum.Write(meta[:metaChecksumOffset])
		if checksum.Sum64() != number(meta[metaChecksumOffset:]) {
			continue
		}
		if transaction := number(meta[48:]); !found || transaction > newest {
			root, newest, found = number(meta[16:]), transaction, true
		}
	}
	if !found {
		return 0, errors.New("no valid metadata page")
	}
	return root, nil
}

func (pages *pages) check(id uint64) error {
	if pages.seen[id] {
		return fmt.Errorf("page %d is used twice", id)
	}
	pages.seen[id] = true
	if id >= uint64(len(pages.file))/pages.pageSize {
		return fmt.Errorf("page %d is behind the end of the file", id)
	}
	header, err := pages.slice(id*pages.pageSize, pageHeaderBytes)
	if err != nil {
		return err
	}
	if number(header) != id {
		return fmt.Errorf("page %d calls itself %d", id, number(header))
	}
	page, err := pages.slice(id*pages.pageSize, (1+uint64(binary.LittleEndian.Uint32(header[12:])))*pages.pageSize)
	if err != nil {
		return fmt.Errorf("page %d: %w", id, err)
	}
	return pages.checkElements(id, page)
}

func (pages *pages) checkElements(id uint64, page []byte) error {
	count := uint64(binary.LittleEndian.Uint16(page[10:]))
	kind := binary.LittleEndian.Uint16(page[8:])
	for index := range count {
		var err error
		switch kind {
		case branchPage:
			err = pages.checkBranch(page, pageHeaderBytes+index*branchElementBytes)
		case leafPage:
			err = pages.checkLeaf(page, pageHeaderBytes+index*leafElementBytes)
		default:
			err = fmt.Errorf("it is of no kind that holds data: %#x", kind)
		}
		if err != nil {
			return fmt.Errorf("page %d: %w", id, err)
		}
	}
	if count == 0 && kind != leafPage {
		return fmt.Errorf("page %d is empty", id)
	}
	return nil
}

// checkBranch checks an element of key position, key size (32 bits each) and page number.
func (pages *pages) checkBranch(page []byte, offset uint64) error {
	element, err := cut(page, offset, branchElementBytes)
	if err != nil {
		return err
	}
	position, size := binary.LittleEndian.Uint32(element), binary.LittleEndian.Uint32(element[4:])
	if _, err := cut(page, offset+uint64(position), uint64(size)); err != nil {
		return err
	}
	return pages.check(number(element[8:]))
}

// checkLeaf checks an element of flags, position, key size and value size (32 bits each).
func (pages *pages) checkLeaf(page []byte, offset uint64) error {
	element, err := cut(page, offset, leafElementBytes)
	if err != nil {
		return err
	}
	flags, position := binary.LittleEndian.Uint32(element), binary.LittleEndian.Uint32(element[4:])
	keySize, valueSize := binary.LittleEndian.Uint32(element[8:]), binary.LittleEndian.Uint32(element[12:])
	if flags > bucketElement {
		return fmt.Errorf("an element has the flags %#x", flags)
	}
	data, err := cut(page, offset+uint64(position), uint64(keySize)+uint64(valueSize))
	if err != nil || flags != bucketElement {
		return err
	}
	return pages.checkBucket(data[keySize:])
}

func (pages *pages) checkBucket(bucket []byte) error {
	if len(bucket) < bucketHeaderBytes {
		return errors.New("a bucket is cut short")
	}
	if root := number(bucket); root != 0 {
		return pages.check(root)
	}
	if len(bucket) < bucketHeaderBytes+pageHeaderBytes {
		return errors.New("a bucket is cut short")
	}
	return pages.checkElements(0, bucket[bucketHeaderBytes:])
}

func (pages *pages) slice(offset, size uint64) ([]byte, error) {
	return cut(pages.file, offset, size)
}

func cut(data []byte, offset, size uint64) ([]byte, error) {
	end := uint64(len(data))
	if offset > end || size > end-offset {
		return nil, fmt.Errorf("%d bytes at %d are behind the end, which is at %d", size, offset, end)
	}
	return data[offset : offset+size], nil
}

func number(data []byte) uint64 {
	return binary.LittleEndian.Uint64(data)
}
